"""From a programme to the best plan: options, model, levels, engine, explanation."""

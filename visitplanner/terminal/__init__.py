"""What the command line shows, as rich renderables that fit the terminal."""

"""The engine: the least of several objectives, the first before the second, over any matrix.

It knows columns and rows only: no people, no places, no rules.
"""

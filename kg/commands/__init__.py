"""The commands, a module each, loaded when it is called: kg ask starts in a third of the time."""

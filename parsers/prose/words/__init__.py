"""What words mean: terms with their features, frames of codes, years, names of bodies."""

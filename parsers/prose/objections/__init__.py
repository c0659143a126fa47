"""Why a number whose words fit a code is no figure of it."""

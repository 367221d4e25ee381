"""The conversation: what a message means, what to do, what to answer. Thin: the doing is crm's."""

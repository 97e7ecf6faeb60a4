"""Portfolio care (IP 托管): the rights a member holds, what is due for them and what it costs, what is missing, what changed."""

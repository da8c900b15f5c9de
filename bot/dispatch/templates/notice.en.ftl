NAME-notice =
    Here is some news.
    No answer is needed.

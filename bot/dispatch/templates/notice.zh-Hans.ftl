NAME-notice =
    有一个通知。
    不需要回复。

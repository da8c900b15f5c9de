NAME-notice =
    Có một thông báo.
    Bạn không cần trả lời.

NAME-notice =
    Temos um aviso.
    Não precisa responder.

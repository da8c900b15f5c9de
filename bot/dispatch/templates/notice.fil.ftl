NAME-notice =
    May paalala kami.
    Hindi kailangang sumagot.

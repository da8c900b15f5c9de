### How the channels are (console)
### languages: ja, en
### audience: adult

channels-title = Channels
channels-lead = How messages go out, and how many could not be sent. No words of anybody.
channels-none = There is no channel yet.
channels-well = Messages go out
channels-resting = The platform does not answer; resting until { $until }, then it is tried again by itself.
channels-trying = Trying whether it goes again
channels-paused = Stopped: { $why }
channels-waiting = Waiting to be sent
channels-last-success = Last one taken
channels-last-failure = Last one not taken
channels-doctor = For a full check of the settings, with what to do, run “tsunagi doctor” on the server.
console-channel-problem-unauthorized = the access token is not accepted
console-channel-problem-forbidden = the account is not allowed to do this
console-channel-problem-refused = the platform finds fault with the message
console-channel-problem-gone = the recipient is not known
console-channel-problem-blocked = the recipient has blocked us
console-channel-problem-rate-limited = too many at once
console-channel-problem-quota-exceeded = this month’s messages are used up
console-channel-problem-too-many-to-user = too many to one person
console-channel-problem-platform = the platform failed
console-channel-problem-busy = the platform is busy
console-channel-problem-window-closed = silent for too long
console-channel-problem-timeout = no answer in time
console-channel-problem-broken = the connection broke
console-channel-problem-connect = no connection
console-channel-problem-no-token = no access token could be had
console-channel-problem-unsupported = not possible on this channel
console-channel-problem-unsure = nobody knows whether it arrived
console-channel-problem-no-such-channel = a channel that is not configured
console-channel-problem-invalid-reply-token = too late for a reply

### The page that greets someone who has just started the service: a phone on the left, five minutes of steps on the right.

demo-title = Tsunagi: try it
demo-heading = See all of it in five minutes
demo-lead = Tsunagi stays in touch with children and parents by message, hands over to a person when one is needed, and keeps a record of every contact.
demo-made-up = The children, families and staff you see here are all made up. Any likeness is chance. Nothing leaves this computer.
demo-phone-label = A phone to try
demo-phone-hint = Pretend to be a child or a parent and start talking.
demo-phone-again = Start over
demo-steps-label = Steps
demo-step = Step { $number }

demo-step-talk-title = Talk
demo-step-talk = On the phone, tap “Start” and choose your way through. You can also write in your own words, and pass over any question.

demo-step-person-title = Ask for a person
demo-step-person = Write “talk to a person” on the phone. The automatic replies stop, and you join the list that staff see.

demo-step-console-title = Take over as staff
demo-step-console = Open the console, choose the waiting conversation and take it over. What you write appears on the phone. When you are done, hand it back to the script.

demo-step-clock-title = Move the clock
demo-step-clock = The button below moves time inside this demonstration only, by a week at most. The weekly check-in arrives on the phone of whoever said yes during the invitation.

demo-step-report-title = Read the report
demo-step-report = Press “Open a case” beside the conversation, and its contacts count in the columns a municipality uses. aoki and yakuba may open the report.

demo-open-console = Open the console
demo-open-report = Open the reports
demo-open-chat = Open the chat alone
demo-sign-in = User { $name }, password { $password }
demo-clock-button = On to the next check-in
demo-clock-day = One day later
demo-clock-now = Time in this demonstration: { $now }
demo-clock-moved = The clock moved. It is now { $now }.
demo-danger-title = You can also try words that mean danger
demo-danger = Write “I want to disappear”, for example: the script falls silent, help lines come first, and the console calls whoever is on duty. In the demonstration nobody is phoned.
demo-language = Language
demo-source = The flows are in flows/, the texts in locales/. Change them and try again here.

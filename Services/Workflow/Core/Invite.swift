import Domain
import Events
import Flow

extension Course {
    /// Invites to the recorded interview with the job's questions; reminder and expiry are set at once.
    mutating func invite(_ job: Job, reason: String, decidedBy: ActorID? = nil) {
        guard !job.interview.questions.isEmpty else { return ask("no-interview-plan") }
        application.invitedAt = now
        application.invitationDeliveredAt = nil
        run(job, hours: job.interview.windowHours, reason: reason, decidedBy: decidedBy)
    }

    /// Gives the candidate the interview's time from now on, under the same invitation: nobody is mailed again.
    mutating func prolong(_ job: Job, hours: Int, reason: String) { run(job, hours: hours, reason: reason) }

    private mutating func run(_ job: Job, hours: Int, reason: String, decidedBy: ActorID? = nil) {
        go(to: .interview, reason, decidedBy: decidedBy)
        let window = Int64(max(1, hours))
        let expiresAt = now.advanced(byHours: window)
        application.interviewExpiresAt = expiresAt
        say(
            InterviewInvited(
                applicationID: applicationID, jobID: application.jobID, candidateID: application.candidateID,
                language: application.language,
                plan: InterviewPlan(
                    jobTitle: job.title, questions: job.interview.questions, dimensions: job.interview.dimensions,
                    retakesMax: job.interview.retakesMax, policy: job.policy,
                    identityByCode: job.interview.identityByCode, failedTakesMax: job.interview.failedTakesMax,
                    faceChannel: job.policy.allowsFaces ? job.interview.faceChannel : nil),
                invitedAt: application.invitedAt ?? now, expiresAt: expiresAt))
        // A day before the end; where the window is shorter than two days, at its half.
        let reminder = window >= 48 ? expiresAt.advanced(byHours: -24) : now.advanced(byMinutes: window * 30)
        wake(InterviewReminder.self, at: reminder)
        wake(InterviewExpiry.self, at: expiresAt)
    }

    /// The second interview is to be arranged within a day.
    mutating func secondInterview(reason: String, decidedBy: ActorID? = nil, rule: String? = nil) {
        go(to: .secondInterview, reason, decidedBy: decidedBy, rule: rule)
        wake(SecondInterviewOverdue.self, at: now.advanced(byHours: 24))
    }
}

import Domain
import Events

/// What the database counted of the applications of a period, before anything is kept back. It names nobody; who reads it sees
/// it as ``NumbersTable``.
package struct NumbersCount: Hashable, Sendable {
    /// Of one job: who was let past screening and past the interview, and who was turned down there.
    package struct Passes: Hashable, Sendable {
        package var jobID: JobID
        package var pastScreening: Int
        package var outAtScreening: Int
        package var pastInterview: Int
        package var outAtInterview: Int

        package init(
            jobID: JobID, pastScreening: Int, outAtScreening: Int, pastInterview: Int, outAtInterview: Int
        ) {
            self.jobID = jobID
            self.pastScreening = pastScreening
            self.outAtScreening = outAtScreening
            self.pastInterview = pastInterview
            self.outAtInterview = outAtInterview
        }
    }

    /// Of those whose application has ended, by their composite.
    package struct Band: Hashable, Sendable {
        /// 0 for 0 to below 20, …, 4 for 80 to 100.
        package var number: Int
        package var ended: Int
        package var hired: Int

        package init(number: Int, ended: Int, hired: Int) {
            self.number = number
            self.ended = ended
            self.hired = hired
        }

        package static let width = 20
        package static let countMax = 5
    }

    /// Of those who have left a stage; one who came back to it counts once, with the times together.
    package struct Stay: Hashable, Sendable {
        /// Nil: the whole way from the application to being hired.
        package var stage: Stage?
        package var people: Int
        /// Who took the application back, let the time run out or declined while there.
        package var droppedOut: Int
        /// In seconds; nil where nobody has left it.
        package var medianSeconds: Double?
        package var ninthDecileSeconds: Double?

        package init(
            stage: Stage?, people: Int, droppedOut: Int, medianSeconds: Double?, ninthDecileSeconds: Double?
        ) {
            self.stage = stage
            self.people = people
            self.droppedOut = droppedOut
            self.medianSeconds = medianSeconds
            self.ninthDecileSeconds = ninthDecileSeconds
        }
    }

    /// Of one job: what candidates said after the interview, 1 to 5, and who asked for a person's look at the assessment.
    package struct Rating: Hashable, Sendable {
        package var jobID: JobID
        package var answered: Int
        package var mean: Double?
        /// Who gave 1 or 2.
        package var low: Int
        /// Who has a report.
        package var reported: Int
        package var askedForPerson: Int

        package init(
            jobID: JobID, answered: Int, mean: Double?, low: Int, reported: Int, askedForPerson: Int
        ) {
            self.jobID = jobID
            self.answered = answered
            self.mean = mean
            self.low = low
            self.reported = reported
            self.askedForPerson = askedForPerson
        }
    }

    /// Applications that were counted.
    package var applications = 0
    /// There are more, of which the newest were counted.
    package var isCut = false
    package var passes: [Passes] = []
    package var bands: [Band] = []
    package var stays: [Stay] = []
    package var ratings: [Rating] = []

    package init() {}
}

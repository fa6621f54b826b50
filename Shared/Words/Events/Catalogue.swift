/// Every event there is, in the order of the topics.
package enum Catalogue {
    package static let all: [any Event.Type] =
        ats + screening + openings + workflow + interviews + writing + acts + access + requests + appointments + entry
        + preparations + pay + imports + grades + scoring
        + rescoring + learning + anchors + reporting + notification + contracts
}

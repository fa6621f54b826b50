import Documents

/// One page after another by the document maker of the services, some at once; the elapsed time and the processor's.
func document(_ words: [String]) async throws {
    let html = String(decoding: try content(of: words[1]), as: UTF8.self)
    guard let count = Int(words[2]), let atOnce = Int(words[3]), count > 0, atOnce > 0 else {
        throw WrongInput("a count of documents, and how many at once, are needed")
    }
    let tools = DocumentTools()
    let clock = ContinuousClock()
    let (begin, start) = (clock.now, processorSeconds())
    let pages = try await withThrowingTaskGroup(of: Int.self) { group in
        var pages = 0
        for number in 0..<count {
            if number >= atOnce { pages += try await group.next() ?? 0 }
            group.addTask { try await PDF.render(html: html, with: tools).pageCount }
        }
        for try await more in group { pages += more }
        return pages
    }
    let elapsed = (clock.now - begin) / .seconds(1)
    tell(
        """
        {"documents":\(count),"pages":\(pages),"seconds":\(elapsed),\
        "processorSeconds":\(processorSeconds() - start)}
        """)
}

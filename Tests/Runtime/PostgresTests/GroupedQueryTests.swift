import Flow
import Postgres
import Synchronization
import Testing

/// Questions that share round trips.
@Suite struct GroupedQueryTests {
    private struct Refused: Error {}

    private func pool(_ url: String? = nil) throws -> Database {
        let database = try TestDatabase()
        return Database(
            .init(url: url ?? database.url, name: "tests", schema: database.schema, connectionCount: 2))
    }

    @Test func `everyone gets the answer to their own question, in fewer rounds than questions`() async throws {
        let rounds = Atomic<Int>(0)
        let grouped = GroupedQuery<Int, Int64>(try pool(), questionCountMax: 16) { questions, connection in
            rounds.add(1, ordering: .relaxed)
            return try connection.queryEach(
                questions.map { Statement("SELECT $1::bigint * 2, pg_sleep(0.01)", [.int($0)], read: { $0.int(0) }) }
            ).map { $0.map { $0[0] } }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let answer = try await grouped.answer(number)
                    #expect(answer == Int64(number * 2))
                }
            }
            try await group.waitForAll()
        }
        #expect((13..<200).contains(rounds.load(ordering: .relaxed)))
    }

    @Test func `a question that fails does so alone`() async throws {
        let grouped = GroupedQuery<Int, Int64>(try pool(), roundCountMax: 1) { questions, connection in
            try connection.queryEach(
                questions.map { Statement("SELECT 10 / $1::bigint", [.int($0)], read: { $0.int(0) }) }
            ).map { $0.map { $0[0] } }
        }
        let answers = await withTaskGroup(of: (Int, Int64?).self) { group in
            for number in 0..<5 { group.addTask { (number, try? await grouped.answer(number)) } }
            return await group.reduce(into: [Int: Int64?]()) { $0[$1.0] = $1.1 }
        }
        #expect(answers == [0: nil, 1: 10, 2: 5, 3: 3, 4: 2])
        #expect(try await grouped.answer(10) == 1)
    }

    @Test func `a round that throws and a database that is away are told to all who wait, and the next is asked again`()
        async throws
    {
        let failing = Atomic<Bool>(true)
        let grouped = GroupedQuery<Int, Int>(try pool()) { questions, _ in
            if failing.load(ordering: .relaxed) { throw Refused() }
            return questions.map { .success($0) }
        }
        await #expect(throws: Refused.self) { try await grouped.answer(1) }
        failing.store(false, ordering: .relaxed)
        #expect(try await grouped.answer(1) == 1)
        let away = GroupedQuery<Int, Int>(try pool("postgresql://nobody@127.0.0.1:1/none")) { questions, _ in
            questions.map { .success($0) }
        }
        for number in 0..<3 { await #expect(throws: PostgresError.self) { try await away.answer(number) } }
    }
}

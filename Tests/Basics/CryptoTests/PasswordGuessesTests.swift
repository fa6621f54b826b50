import Testing

@testable import Crypto

/// What is guessed first takes few guesses, whichever language it was thought of in.
struct PasswordGuessesTests {
    @Test(arguments: [
        "password1234", "qwertyuiop12", "123456789012", "iloveyou12345", "Passw0rd!2026", "Summer2026!!",
        "admin123456789",
        "abcdefghijkl", "aaaaaaaaaaab", "lin.zhiyuan2026", "colloquy2026!", "Example Corp 1", "woaini1314520",
        "5201314520131",
        "zhongguo20261", "beijing123456",
    ])
    func `common ones, rows of keys, dates, repetitions and names are found soon`(password: String) {
        #expect(PasswordGuesses.bits(password, knowing: ["lin.zhiyuan", "colloquy", "Example Corp"]) < 33.2)
    }

    @Test(arguments: [
        "correct horse battery", "a good sentence to begin with", "tR7$kq!mZ2pL", "三只蓝色的熊在屋顶上唱歌", "3f9c-71aa-0be4",
    ])
    func `sentences and what chance has made are not`(password: String) {
        #expect(PasswordGuesses.bits(password, knowing: ["lin.zhiyuan"]) > 40)
    }

    @Test func `what is known of somebody makes their password cheaper`() {
        let password = "Zhiyuan-Lin-Hangzhou"
        #expect(
            PasswordGuesses.bits(password, knowing: ["zhiyuan", "lin", "hangzhou"])
                < PasswordGuesses.bits(password, knowing: []) - 10)
        #expect(PasswordGuesses.bits("", knowing: []) == 0)
    }
}

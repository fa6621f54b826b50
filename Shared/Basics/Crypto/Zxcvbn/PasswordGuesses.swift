import CZxcvbn
import Glibc

/// How many guesses it takes to find a password: common ones and words first, then rows of the keyboard, dates, repetitions and turned
/// letters, as those who guess do it (Wheeler, zxcvbn: Low-Budget Password Strength Estimation, USENIX Security 2016).
package enum PasswordGuesses {
    /// The logarithm to the base of two.
    /// - Parameter known: words that whoever guesses knows of this person and this place; they cost next to nothing.
    package static func bits(_ password: String, knowing known: [String]) -> Double {
        // The library ends its list with a null pointer, and only looks at letters of one case.
        let words = (known + common).map { strdup($0.lowercased()) }
        defer { for word in words { free(word) } }
        var list = words.map { UnsafePointer($0) } + [nil]
        return ZxcvbnMatch(password, &list, nil)
    }

    /// What is chosen in Chinese again and again; the library's own lists are English.
    private static let common = [
        "woaini", "woaini1314", "1314520", "5201314", "aini", "mima", "wode", "zhongguo", "beijing", "shanghai",
        "guangzhou",
        "shenzhen", "gongsi", "renshi", "zhaopin", "baobei", "laopo", "laogong", "nihao", "caonima", "asd", "qweasdzxc",
    ]
}

/// The kind of a device from what its browser says of itself: enough to tell a phone from an office computer, too little to
/// follow a person.
enum DeviceFamily {
    // The first that is named counts: Edge and Chrome say that they are Safari, Android says that it is Linux.
    private static let browsers = [
        ("MicroMessenger", "WeChat"), ("DingTalk", "DingTalk"), ("Lark", "Feishu"), ("Edg", "Edge"), ("OPR/", "Opera"),
        ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
    ]
    private static let systems = [
        ("Android", "Android"), ("iPhone", "iOS"), ("iPad", "iOS"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ]

    static func name(of userAgent: String?) -> String {
        let text = String((userAgent ?? "").prefix(500))
        let browser = browsers.first { text.contains($0.0) }?.1 ?? "another program"
        let system = systems.first { text.contains($0.0) }?.1 ?? "another system"
        return "\(browser) on \(system)"
    }
}

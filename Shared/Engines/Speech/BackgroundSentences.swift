import Domain

/// Sixteen everyday sentences about sixteen things: their mean is the middle of a language in the space of meanings.
func backgroundSentences(_ language: Language) -> [String] {
    switch language {
    case .english: englishBackground
    case .chinese: chineseBackground
    }
}

private let englishBackground = [
    "The train leaves from the other platform today.",
    "She bought some apples and bread at the market.",
    "It rained all night and the street is still wet.",
    "My brother learned to play the piano as a child.",
    "We should repair the roof before the winter.",
    "The museum is closed on the first Monday of the month.",
    "He asked the doctor how long the treatment would take.",
    "Please send me the figures before the end of the week.",
    "The two countries agreed on a new border in 1950.",
    "I usually talk things over with my team first.",
    "The film was longer than the book deserved.",
    "Water boils at a lower temperature in the mountains.",
    "They planted a row of trees along the river.",
    "The price of the ticket includes a light lunch.",
    "A good night's sleep helps more than coffee.",
    "Our cat is afraid of the vacuum cleaner.",
]

private let chineseBackground = [
    "今天的火车从另一个站台出发。",
    "她在市场买了一些苹果和面包。",
    "雨下了一整夜，街上还是湿的。",
    "我弟弟小时候学过弹钢琴。",
    "冬天之前我们应该把屋顶修好。",
    "博物馆每个月的第一个星期一不开门。",
    "他问医生这次治疗需要多长时间。",
    "请在周末之前把数字发给我。",
    "两个国家在一九五〇年商定了新的边界。",
    "有事情我一般先跟团队商量。",
    "这部电影比原著拖沓了不少。",
    "在高山上水的沸点会低一些。",
    "他们沿着河边种了一排树。",
    "门票的价格里包含一份简单的午餐。",
    "睡一个好觉比喝咖啡管用。",
    "我们家的猫害怕吸尘器。",
]

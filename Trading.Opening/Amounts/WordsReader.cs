namespace Trading.Opening.Amounts;

/// <summary>What words say beside figures: three answers, for a text that cannot be read says no other sum.</summary>
public enum WordsAnswer
{
    /// <summary>The same value.</summary>
    Same,

    /// <summary>Another value, or two.</summary>
    Other,

    /// <summary>Nothing that can be read without guessing.</summary>
    Unreadable,
}

/// <summary>
/// Prices in words as people write them: headings, blanks, ordinary numerals, the figures behind in brackets. It never
/// guesses. Judges bids under policies of version 2; <see cref="Words.TryParse"/> judges those of version 1. Source:
/// docs/spec/form.md, "Reading words".
/// </summary>
public static class WordsReader
{
    private const string Written = "（）：．￥圆圓正億萬千百十一二三四五六七八九〇○两貳兩叄叁参參陸點";
    private const string Read = "():.¥元元整亿万仟佰拾壹贰叁肆伍陆柒捌玖零零贰贰贰叁叁叁叁陆点";
    private static readonly string[] AmountHeads =
    [
        "人民币",
        "大写",
        "金额",
        "合计",
        "总计",
        "总价",
        "报价",
        "投标",
        "RMB",
        "CNY",
    ];
    private static readonly string[] FigureHeads =
    [
        "人民币",
        "小写",
        "金额",
        "合计",
        "总计",
        "总价",
        "报价",
        "投标",
        "RMB",
        "CNY",
    ];
    private static readonly string[] RateHeads = ["大写", "报价", "投标", "费率"];
    private static readonly string[] DiscountHeads =
    [
        "大写",
        "报价",
        "投标",
        "下浮率",
        "下浮",
        "优惠率",
        "优惠",
        "让利",
    ];

    /// <summary>Compares words that are not empty with a value: fen, or millionths for rates and discounts.</summary>
    public static WordsAnswer Judge(PriceKind kind, long value, string words)
    {
        var said = ReadAll(kind, words);
        if (said.Count == 0)
            return WordsAnswer.Unreadable;
        return said.All(v => v == value) ? WordsAnswer.Same : WordsAnswer.Other;
    }

    /// <summary>
    /// Every value that the text says: of the words, then of figures behind them. Empty for a text that cannot be read.
    /// </summary>
    public static IReadOnlyList<long> ReadAll(PriceKind kind, string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var (body, figures) = Tail(words.Trim());
        if (!TryValue(kind, Plain(body), out var value))
            return [];
        if (figures is null)
            return [value];
        var behind = figures.Replace('（', '(').Replace('）', ')').Replace('：', ':').Trim();
        return Figures.Read(kind, WithoutHead(behind, FigureHeads), out var second) == FigureFault.None
            ? [value, second]
            : [];
    }

    // The figures stand in brackets at the end, or begin with the sign of the yuan.
    private static (string Body, string? Figures) Tail(string words)
    {
        var text = words.TrimEnd('。');
        if (text.EndsWith(')') || text.EndsWith('）'))
        {
            var open = text.LastIndexOfAny(['(', '（']);
            return open < 0 ? (text, null) : (text[..open], text[(open + 1)..^1]);
        }
        var sign = text.IndexOfAny(['¥', '￥']);
        return sign <= 0 ? (text, null) : (text[..sign], text[sign..]);
    }

    private static string Plain(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)).Select(Formal));

    private static char Formal(char c) =>
        Written.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? Read[at] : c;

    private static bool TryValue(PriceKind kind, string words, out long value)
    {
        var body = WithoutHead(
            words,
            kind switch
            {
                PriceKind.Rate => RateHeads,
                PriceKind.Discount => DiscountHeads,
                _ => AmountHeads,
            }
        );
        var isNegative = body.StartsWith('负');
        if (isNegative)
            body = body[1..];
        var isRead = Figures.IsShare(kind) ? ShareWords.TryRead(kind, body, out value) : TryAmount(body, out value);
        if (!isRead || value > Words.MostFen || (isNegative && value == 0))
            return false;
        if (isNegative)
            value = -value;
        return true;
    }

    // Headings of a form that was copied with its words: 人民币（大写）：
    private static string WithoutHead(string words, string[] heads)
    {
        for (var rest = words; ; )
        {
            var next = WithoutOne(rest, heads);
            if (next == rest)
                return rest;
            rest = next.TrimStart().StartsWith(':') ? next.TrimStart()[1..].TrimStart() : next.TrimStart();
        }
    }

    private static string WithoutOne(string words, string[] heads)
    {
        if (heads.FirstOrDefault(h => words.StartsWith(h, StringComparison.Ordinal)) is { } head)
            return words[head.Length..];
        if (!words.StartsWith('(') || words.IndexOf(')', StringComparison.Ordinal) is var close && close < 2)
            return words;
        return WithoutHead(words[1..close], heads).Length == 0 ? words[(close + 1)..] : words;
    }

    private static bool TryAmount(string words, out long fen)
    {
        fen = 0;
        var isWhole = words.EndsWith('整');
        var text = isWhole ? words[..^1] : words;
        var mark = text.IndexOf('元', StringComparison.Ordinal);
        long yuan = 0;
        if (mark >= 0 && !WordNumbers.TryRead(text[..mark], out yuan))
            return false;
        var small = text[(mark + 1)..];
        if ((mark < 0 && small.Length == 0) || !TryCents(small, mark >= 0, out var cents) || (mark < 0 && cents == 0))
            return false;
        // 分 is exact to the end: nothing is written after it.
        if (isWhole && small.EndsWith('分'))
            return false;
        fen = yuan * 100 + cents;
        return true;
    }

    // "", 伍角, 零伍角, 零角, 伍角叁分, 零叁分; behind 元 a lone 分 needs its 零 or its 零角, for its place must not be mistaken.
    private static bool TryCents(string small, bool isBehindYuan, out long cents)
    {
        var rest = small;
        var hasJiao = TryPlace(ref rest, '角', out var jiao, out _);
        var hasFen = TryPlace(ref rest, '分', out var fen, out var hasZero);
        cents = 10 * jiao + fen;
        return rest.Length == 0 && (hasJiao || !hasFen || hasZero || !isBehindYuan);
    }

    // A digit and its place, with one 零 in front at most.
    private static bool TryPlace(ref string rest, char place, out int digit, out bool hasZero)
    {
        (digit, hasZero) = (0, false);
        var end = rest.IndexOf(place, StringComparison.Ordinal);
        if (end is not (1 or 2) || (end == 2 && (rest[0] != '零' || rest[1] == '零')))
            return false;
        if (WordNumbers.Digit(rest[end - 1]) < 0)
            return false;
        (digit, hasZero) = (WordNumbers.Digit(rest[end - 1]), rest[0] == '零');
        rest = rest[(end + 1)..];
        return true;
    }
}

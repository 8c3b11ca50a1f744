using System.Text;

namespace Trading.Opening.Amounts;

/// <summary>
/// Amounts in words (大写), from −10¹⁵ to 10¹⁵ fen. The printer has one spelling: 壹拾万零伍佰元整, 伍角, 壹元零伍分, 负叁元整, 零元整. The
/// parser also takes what is customary on paper: 人民币 in front, 圆 for 元, 正 for 整, a further 零 between two digits, and 整
/// left out or added. It never guesses: a gap without 零, units out of order and colloquial forms are not amounts.
/// Source: docs/spec/form.md, "Amounts in words".
/// </summary>
public static class Words
{
    /// <summary>The largest amount, in fen, with a spelling.</summary>
    public const long MostFen = 1_000_000_000_000_000;

    /// <summary>Most characters of any spelling that is taken.</summary>
    public const int MostCharacters = 100;

    /// <summary>
    /// The spelling of an amount in fen. An amount beyond ±10¹⁵ is an <see cref="ArgumentOutOfRangeException"/>.
    /// </summary>
    public static string Print(long fen)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fen, MostFen);
        ArgumentOutOfRangeException.ThrowIfLessThan(fen, -MostFen);
        var text = new StringBuilder(fen < 0 ? "负" : "");
        fen = Math.Abs(fen);
        var (yuan, jiao, rest) = (fen / 100, (int)(fen / 10 % 10), (int)(fen % 10));
        if (yuan > 0 || fen == 0)
            PrintWhole(text, yuan).Append('元');
        if (jiao > 0)
            text.Append(WordNumbers.Digits[jiao]).Append('角');
        if (rest == 0)
            return jiao > 0 ? text.ToString() : text.Append('整').ToString();
        if (jiao == 0 && yuan > 0)
            text.Append('零');
        return text.Append(WordNumbers.Digits[rest]).Append('分').ToString();
    }

    /// <summary>Reads a spelling as fen; false for a text that is not an amount.</summary>
    public static bool TryParse(string text, out long fen)
    {
        ArgumentNullException.ThrowIfNull(text);
        fen = 0;
        if (text.Length > MostCharacters)
            return false;
        var words = Normalise(text);
        var negative = words.StartsWith('负');
        if (negative)
            words = words[1..];
        if (!TryMagnitude(words, out fen) || (negative && fen == 0))
            return false;
        if (negative)
            fen = -fen;
        return true;
    }

    private static StringBuilder PrintWhole(StringBuilder text, long value)
    {
        if (value >= WordNumbers.Yi)
            return PrintRest(
                PrintWhole(text, value / WordNumbers.Yi).Append('亿'),
                value % WordNumbers.Yi,
                WordNumbers.Yi / 10
            );
        if (value >= WordNumbers.Wan)
            return PrintRest(
                PrintFour(text, value / WordNumbers.Wan).Append('万'),
                value % WordNumbers.Wan,
                WordNumbers.Wan / 10
            );
        return value == 0 ? text.Append('零') : PrintFour(text, value);
    }

    // After 亿 or 万 a 零 stands for the missing top digits.
    private static StringBuilder PrintRest(StringBuilder text, long rest, long full) =>
        rest == 0 ? text : PrintWhole(rest < full ? text.Append('零') : text, rest);

    private static StringBuilder PrintFour(StringBuilder text, long value)
    {
        var (gap, begun) = (false, false);
        for (long place = 1_000, i = 0; place > 0; place /= 10, i++)
        {
            var digit = (int)(value / place % 10);
            if (digit == 0)
            {
                gap = begun;
                continue;
            }
            if (gap)
                text.Append('零');
            text.Append(WordNumbers.Digits[digit]);
            if (place > 1)
                text.Append(WordNumbers.Places[(int)i]);
            (gap, begun) = (false, true);
        }
        return text;
    }

    private static string Normalise(string text)
    {
        var words = text.Trim().Replace('圆', '元').Replace('正', '整').Replace('億', '亿').Replace('萬', '万');
        return words.StartsWith("人民币", StringComparison.Ordinal) ? words[3..].TrimStart() : words;
    }

    private static bool TryMagnitude(string words, out long fen)
    {
        fen = 0;
        var end = words.EndsWith('整');
        if (end)
            words = words[..^1];
        var mark = words.IndexOf('元', StringComparison.Ordinal);
        long yuan = 0;
        if (mark >= 0 && !TryWhole(words.AsSpan(0, mark), MostFen / 100, out yuan))
            return false;
        var small = words.AsSpan(mark + 1);
        if ((mark < 0 && small.IsEmpty) || !TrySmall(small, mark >= 0, out var cents))
            return false;
        // 分 is exact to the end: nothing is written after it.
        if (end && cents % 10 != 0)
            return false;
        fen = yuan * 100 + cents;
        return fen <= MostFen;
    }

    // "", 伍角, 伍角叁分, 叁分, 零叁分; behind 元 a lone 分 needs its 零, for its place must not be mistaken.
    private static bool TrySmall(ReadOnlySpan<char> small, bool behindYuan, out long cents)
    {
        cents = 0;
        if (small.IsEmpty)
            return true;
        if (
            small.Length > 1
            && small[0] == '零'
            && behindYuan
            && WordNumbers.Digits.IndexOf(small[1], StringComparison.Ordinal) > 0
        )
            return TryCents(small[1..], out cents);
        return TryCents(small, out cents) && (!behindYuan || cents >= 10);
    }

    private static bool TryCents(ReadOnlySpan<char> small, out long cents)
    {
        cents = 0;
        if (small.Length >= 2 && small[1] == '角')
        {
            if (!TryDigit(small[0], out var jiao))
                return false;
            cents = 10 * jiao;
            small = small[2..];
        }
        if (small.IsEmpty)
            return true;
        if (small.Length != 2 || small[1] != '分' || !TryDigit(small[0], out var fen))
            return false;
        cents += fen;
        return true;
    }

    // A whole number below the limit: split at 亿, then at 万, then four places.
    private static bool TryWhole(ReadOnlySpan<char> words, long most, out long value)
    {
        value = 0;
        if (words is "零")
            return true;
        return TrySplit(words, '亿', WordNumbers.Yi, out value) && value > 0 && value <= most;
    }

    private static bool TrySplit(ReadOnlySpan<char> words, char unit, long size, out long value)
    {
        var mark = words.LastIndexOf(unit);
        if (mark < 0)
            return TryLower(words, unit, out value);
        if (!TryLower(words[..mark], unit, out value) || value == 0)
            return false;
        value *= size;
        var rest = words[(mark + 1)..];
        if (rest.IsEmpty)
            return true;
        var zero = rest[0] == '零';
        if (zero)
            rest = rest[1..];
        if (!TryLower(rest, unit, out var low) || low == 0 || low >= size)
            return false;
        if (low < size / 10 && !zero)
            return false;
        value += low;
        return true;
    }

    private static bool TryLower(ReadOnlySpan<char> words, char unit, out long value) =>
        unit == '亿' ? TrySplit(words, '万', WordNumbers.Wan, out value) : TryFour(words, out value);

    private static bool TryFour(ReadOnlySpan<char> words, out long value)
    {
        value = 0;
        var place = 10_000L;
        for (var i = 0; i < words.Length; )
        {
            var zero = words[i] == '零';
            if (zero && ++i == words.Length)
                return false;
            if ((zero && place == 10_000) || !TryDigit(words[i++], out var digit))
                return false;
            var next =
                i < words.Length && WordNumbers.Places.IndexOf(words[i], StringComparison.Ordinal) is >= 0 and var unit
                    ? Place(unit)
                    : 1;
            if (next > 1)
                i++;
            // Places fall; where one is skipped, 零 says so.
            if (next >= place || (place < 10_000 && next < place / 10 && !zero))
                return false;
            value += digit * next;
            place = next;
        }
        return value > 0;
    }

    private static long Place(int unit) =>
        unit switch
        {
            0 => 1_000,
            1 => 100,
            _ => 10,
        };

    private static bool TryDigit(char c, out long digit)
    {
        digit = WordNumbers.Digits.IndexOf(c, StringComparison.Ordinal);
        return digit > 0;
    }
}

namespace Trading.Opening.Amounts;

/// <summary>
/// Whole numbers in words as people write them, in formal numerals. A gap without 零 is read where the digit behind it
/// has a place of its own (壹拾万壹佰); a lone last digit behind a gap is not (壹佰伍: 105 or 150). Source: docs/spec/form.md,
/// "Reading words".
/// </summary>
internal static class WordNumbers
{
    public const string Digits = "零壹贰叁肆伍陆柒捌玖";
    public const string Places = "仟佰拾";
    public const long Wan = 10_000;
    public const long Yi = 100_000_000;

    /// <summary>A number from 0 to below 10¹⁶.</summary>
    public static bool TryRead(string words, out long value)
    {
        value = 0;
        return words == "零" || TrySplit(words, '亿', Yi, out value);
    }

    /// <summary>A digit from 0 to 9; −1 for any other letter.</summary>
    public static int Digit(char letter) => Digits.IndexOf(letter, StringComparison.Ordinal);

    private static bool TrySplit(string words, char unit, long size, out long value)
    {
        var mark = words.LastIndexOf(unit);
        if (mark < 0)
            return TryLower(words, unit, out value);
        if (!TryLower(words[..mark], unit, out value))
            return false;
        value *= size;
        var rest = words[(mark + 1)..];
        // 壹拾万零元: programs print it so, and there is nothing behind the 零 that it could stand for.
        if (rest is "" or "零")
            return true;
        var hasZero = rest[0] == '零';
        if (hasZero)
            rest = rest[1..];
        if (!TryLower(rest, unit, out var low) || low >= size)
            return false;
        value += low;
        return hasZero || low >= size / 10 || HasPlace(rest);
    }

    private static bool HasPlace(string rest) => rest.Length > 1;

    private static bool TryLower(string words, char unit, out long value) =>
        unit == '亿' ? TrySplit(words, '万', Wan, out value) : TryFour(words, out value);

    private static bool TryFour(string words, out long value)
    {
        value = 0;
        var place = 10_000L;
        for (var i = 0; i < words.Length; )
        {
            var hasZero = words[i] == '零';
            if (hasZero && ++i == words.Length)
                return false;
            var digit = Digit(words[i++]);
            if (digit <= 0 || (hasZero && place == 10_000))
                return false;
            var next = i < words.Length ? PlaceOf(words[i]) : 1;
            if (next > 1)
                i++;
            var skips = place < 10_000 && next < place / 10;
            if (next >= place || (skips && next == 1 && !hasZero))
                return false;
            value += digit * next;
            place = next;
        }
        return value > 0;
    }

    private static long PlaceOf(char letter) =>
        Places.IndexOf(letter, StringComparison.Ordinal) switch
        {
            0 => 1_000,
            1 => 100,
            2 => 10,
            _ => 1,
        };
}

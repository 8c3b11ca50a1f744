using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Trading.Recount;

/// <summary>The types of section 2, each as a way to read a value.</summary>
internal static class Forms
{
    private const int MaxDigits = 18;

    public static readonly Read<string> Id = Text(64);

    public static readonly Read<bool> Truth = (reading, value, place) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : reading.Fail<bool>("wrong-type", place);

    public static Read<long> Integer(long least, long most) =>
        (reading, value, place) =>
        {
            if (!IsWhole(value))
                return reading.Fail<long>("wrong-type", place);
            return Whole(value) is long whole && whole >= least && whole <= most
                ? whole
                : reading.Fail<long>("out-of-range", place);
        };

    public static Read<Ratio> Fraction(Ratio least, Ratio most) =>
        (reading, value, place) =>
        {
            Ratio? found;
            if (value.ValueKind == JsonValueKind.String)
            {
                found = Quotient(value.GetString()!);
                if (found is null)
                    return reading.Fail<Ratio>("bad-fraction", place);
            }
            else
            {
                if (!IsWhole(value))
                    return reading.Fail<Ratio>("wrong-type", place);
                found = Whole(value) is long whole ? Ratio.Whole(whole) : null;
            }

            return found is Ratio ratio && ratio.CompareTo(least) >= 0 && ratio.CompareTo(most) <= 0
                ? ratio
                : reading.Fail<Ratio>("out-of-range", place);
        };

    public static Read<string> Text(int most) =>
        (reading, value, place) =>
        {
            if (value.ValueKind != JsonValueKind.String)
                return reading.Fail<string>("wrong-type", place);
            var text = value.GetString()!;
            var scalars = 0;
            foreach (var rune in text.EnumerateRunes())
            {
                if (++scalars > most || IsUnseen(rune.Value))
                    return reading.Fail<string>("bad-text", place);
            }

            return scalars == 0 ? reading.Fail<string>("bad-text", place) : text;
        };

    public static Read<T> Word<T>(params (string Word, T Meaning)[] words) =>
        (reading, value, place) =>
        {
            if (value.ValueKind != JsonValueKind.String)
                return reading.Fail<T>("wrong-type", place);
            foreach (var (word, meaning) in words)
            {
                if (value.ValueEquals(word))
                    return meaning;
            }

            return reading.Fail<T>("unknown-value", place);
        };

    public static Read<List<T>> List<T>(int least, int most, Read<T> each) =>
        (reading, value, place) =>
        {
            if (value.ValueKind != JsonValueKind.Array)
                return reading.Fail<List<T>>("wrong-type", place);
            var count = value.GetArrayLength();
            if (count < least || count > most)
                return reading.Fail<List<T>>("wrong-count", place);
            var list = new List<T>(count);
            foreach (var element in value.EnumerateArray())
            {
                list.Add(each(reading, element, place.At(list.Count)));
                if (reading.Failed)
                    break;
            }

            return list;
        };

    private static bool IsWhole(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number)
            return false;
        var text = JsonMarshal.GetRawUtf8Value(value);
        return !text.TrimStart((byte)'-').ContainsAnyExceptInRange((byte)'0', (byte)'9') && !text.SequenceEqual("-0"u8);
    }

    /// <summary>The value; null when it has more digits than any range here reaches.</summary>
    private static long? Whole(JsonElement value)
    {
        var text = JsonMarshal.GetRawUtf8Value(value);
        var digits = text.TrimStart((byte)'-');
        if (digits.Length > MaxDigits)
            return null;
        long whole = 0;
        foreach (var digit in digits)
            whole = (whole * 10) + (digit - '0');
        return digits.Length < text.Length ? -whole : whole;
    }

    private static Ratio? Quotient(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var top = slash < 0 ? text : text[..slash];
        var bottom = slash < 0 ? "1" : text[(slash + 1)..];
        return IsDigits(top) && IsDigits(bottom) && bottom != "0"
            ? new Ratio(BigInteger.Parse(top, null), BigInteger.Parse(bottom, null))
            : null;
    }

    private static bool IsDigits(string text) =>
        text.Length is >= 1 and <= MaxDigits && text.All(char.IsAsciiDigit) && (text[0] != '0' || text.Length == 1);

    // Controls, zero-width and direction marks, the byte order mark: a reader would not see them.
    private static bool IsUnseen(int scalar) =>
        scalar
            is <= 0x1F
                or (>= 0x7F and <= 0x9F)
                or (>= 0x200B and <= 0x200F)
                or (>= 0x2028 and <= 0x202E)
                or (>= 0x2060 and <= 0x2069)
                or 0xFEFF;
}

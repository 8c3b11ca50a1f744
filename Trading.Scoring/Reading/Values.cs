using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;

namespace Trading.Scoring;

/// <summary>Single values of the file: each has one accepted form (docs/spec/scoring.md, section 2, "Types").</summary>
internal static class Values
{
    private const int MostDigits = 18;

    public static long Integer(JsonElement value, Place place, long least, long most, Faults faults)
    {
        if (!IsWholeNumber(value, place, faults))
            return least;
        // A text of any length: only what fits is converted.
        var number = long.TryParse(
            value.GetRawText(),
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var parsed
        )
            ? parsed
            : (long?)null;
        faults.When(number is null || number < least || number > most, FaultCode.OutOfRange, place);
        return faults.Any ? least : number!.Value;
    }

    public static Fraction Fraction(JsonElement value, Place place, Fraction least, Fraction most, Faults faults)
    {
        var number =
            value.ValueKind == JsonValueKind.String
                ? FromText(value.GetString()!, place, faults)
                : FromNumber(value, place, faults);
        if (!faults.Any)
            faults.When(number < least || number > most, FaultCode.OutOfRange, place);
        return number;
    }

    public static string Text(JsonElement value, Place parent, string key, int most, Faults faults)
    {
        if (faults.Any)
            return "";
        if (value.ValueKind != JsonValueKind.String)
            faults.Report(FaultCode.WrongType, parent.At(key));
        var text = faults.Any ? "" : value.GetString()!;
        if (!faults.Any && !IsClean(text, most))
            faults.Report(FaultCode.BadText, parent.At(key));
        return text;
    }

    /// <summary>An id that is an element of a list.</summary>
    public static string Id(JsonElement value, Place place, Faults faults)
    {
        if (!Is(value, JsonValueKind.String, place, faults))
            return "";
        var text = value.GetString()!;
        faults.When(!IsClean(text, 64), FaultCode.BadText, place);
        return text;
    }

    public static T Word<T>(JsonElement value, Place place, IReadOnlyDictionary<string, T> words, Faults faults)
    {
        if (!Is(value, JsonValueKind.String, place, faults))
            return default!;
        if (words.TryGetValue(value.GetString()!, out var meaning))
            return meaning;
        faults.Report(FaultCode.UnknownValue, place);
        return default!;
    }

    public static bool Truth(JsonElement value, Place place, Faults faults)
    {
        faults.When(value.ValueKind is not (JsonValueKind.True or JsonValueKind.False), FaultCode.WrongType, place);
        return value.ValueKind == JsonValueKind.True;
    }

    public static IReadOnlyList<T> List<T>(
        JsonElement value,
        Place place,
        int least,
        int most,
        Func<JsonElement, Place, T> read,
        Faults faults
    )
    {
        if (!Is(value, JsonValueKind.Array, place, faults))
            return [];
        var count = value.GetArrayLength();
        faults.When(count < least || count > most, FaultCode.WrongCount, place);
        var list = new List<T>(faults.Any ? 0 : count);
        foreach (var element in value.EnumerateArray())
        {
            if (faults.Any)
                return [];
            list.Add(read(element, place.At(list.Count)));
        }
        return list;
    }

    private static bool Is(JsonElement value, JsonValueKind kind, Place place, Faults faults)
    {
        if (faults.Any)
            return false;
        faults.When(value.ValueKind != kind, FaultCode.WrongType, place);
        return !faults.Any;
    }

    private static bool IsWholeNumber(JsonElement value, Place place, Faults faults)
    {
        if (!Is(value, JsonValueKind.Number, place, faults))
            return false;
        var text = value.GetRawText();
        var digits = text.StartsWith('-') ? text.AsSpan(1) : text;
        // JSON itself forbids leading zeros.
        faults.When(digits.IndexOfAnyExceptInRange('0', '9') >= 0 || text == "-0", FaultCode.WrongType, place);
        return !faults.Any;
    }

    private static Fraction FromNumber(JsonElement value, Place place, Faults faults)
    {
        if (!IsWholeNumber(value, place, faults))
            return default;
        var text = value.GetRawText();
        faults.When(text.TrimStart('-').Length > MostDigits, FaultCode.OutOfRange, place);
        return faults.Any ? default : new Fraction(BigInteger.Parse(text, CultureInfo.InvariantCulture));
    }

    private static Fraction FromText(string text, Place place, Faults faults)
    {
        var parts = text.Split('/');
        var isFraction =
            parts.Length is 1 or 2
            && (parts[0] == "0" || IsPositive(parts[0]))
            && (parts.Length == 1 || IsPositive(parts[1]));
        faults.When(!isFraction, FaultCode.BadFraction, place);
        return isFraction
            ? new Fraction(Whole(parts[0]), parts.Length == 2 ? Whole(parts[1]) : BigInteger.One)
            : default;
    }

    private static bool IsPositive(string digits) =>
        digits.Length is >= 1 and <= MostDigits
        && digits[0] != '0'
        && digits.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;

    private static BigInteger Whole(string digits) => BigInteger.Parse(digits, CultureInfo.InvariantCulture);

    /// <summary>Whether a text of the file may be this one: so many letters, none of them invisible.</summary>
    public static bool IsClean(string text, int most)
    {
        // Printable ASCII, as almost every id is.
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return text.Length >= 1 && text.Length <= most;
        var letters = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsInvisible(rune))
                return false;
            letters++;
        }
        return letters >= 1 && letters <= most;
    }

    // Controls, and what turns or hides text on a screen: two ids that look alike would rank two bids as one.
    private static bool IsInvisible(Rune rune) =>
        rune.Value
            is <= 0x1F
                or (>= 0x7F and <= 0x9F)
                or (>= 0x200B and <= 0x200F)
                or (>= 0x2028 and <= 0x202E)
                or (>= 0x2060 and <= 0x2069)
                or 0xFEFF;
}

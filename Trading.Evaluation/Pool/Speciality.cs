namespace Trading.Evaluation.Pool;

/// <summary>
/// The code of a speciality (评标专业): a capital letter and 2, 4, 6 or 8 digits, two for each level of the
/// classification, so that A08 holds A0801 and A080112. Source: the form of 公共资源交易评标专家专业分类标准 (2018); which
/// codes exist is the pool's matter.
/// </summary>
public static class Speciality
{
    /// <summary>The most codes of one expert.</summary>
    public const int MostOfOne = 16;

    /// <summary>The most characters of a code.</summary>
    public const int MostCharacters = 9;

    /// <summary>Whether the text has the form of a code.</summary>
    public static bool IsValid(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is >= 3 and <= MostCharacters
            && text.Length % 2 == 1
            && char.IsAsciiLetterUpper(text[0])
            && text.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
    }

    /// <summary>Whether a code stands under another, or is it.</summary>
    public static bool Holds(string outer, string inner)
    {
        ArgumentNullException.ThrowIfNull(outer);
        ArgumentNullException.ThrowIfNull(inner);
        return inner.StartsWith(outer, StringComparison.Ordinal);
    }
}

namespace Trading.Streams.Acts;

/// <summary>
/// The unified social credit code (统一社会信用代码) of an organisation: 18 characters, the last of which checks the others.
/// Source: GB 32100-2015; docs/spec/form.md, "Credit codes".
/// </summary>
public static class CreditCode
{
    /// <summary>Characters of a code.</summary>
    public const int Characters = 18;

    // No I, O, S, V, Z: a character's value is its place.
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /// <summary>Whether the text is a code whose last character fits the 17 before it.</summary>
    public static bool IsValid(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code.Length == Characters && code.All(Alphabet.Contains) && code[^1] == CheckCharacterOf(code);
    }

    // Weights are the powers of 3 modulo 31.
    private static char CheckCharacterOf(string code)
    {
        var (sum, weight) = (0, 1);
        foreach (var character in code.AsSpan(0, Characters - 1))
        {
            sum += Alphabet.IndexOf(character, StringComparison.Ordinal) * weight;
            weight = weight * 3 % Alphabet.Length;
        }
        return Alphabet[(Alphabet.Length - sum % Alphabet.Length) % Alphabet.Length];
    }
}

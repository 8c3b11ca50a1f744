namespace Trading.Scoring;

/// <summary>A fraction as a person reads it: exact, and as a decimal of at most four digits.</summary>
/// <param name="Exact">Canonical text.</param>
/// <param name="Decimal">Without zeros at the end where it is exact.</param>
/// <param name="IsExact">Whether the decimal is the value, and not rounded half-up.</param>
public sealed record Figure(string Exact, string Decimal, bool IsExact)
{
    private const int Digits = 4;

    /// <summary>Of a value of 0 and up: nothing that a step yields is negative.</summary>
    public static Figure Of(Fraction value)
    {
        var text = value.ToDecimalText(Digits);
        return value.Round(Digits, RoundingMode.HalfUp) == value
            ? new Figure($"{value}", text.TrimEnd('0').TrimEnd('.'), true)
            : new Figure($"{value}", text, false);
    }
}

namespace Trading.Scoring.Tests;

internal static class Chances
{
    /// <summary>True once in so many times.</summary>
    public static bool Chance(this Random random, int one) => random.Next(one) == 0;

    public static T Pick<T>(this Random random, T[] values) => values[random.Next(values.Length)];
}

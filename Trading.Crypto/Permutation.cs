namespace Trading.Crypto;

/// <summary>
/// An order of places that a seed of 32 bytes fixes: the Fisher–Yates shuffle of 0 … places − 1 over
/// <see cref="HkdfStream"/>. Every order is equally likely, as far as the seed is uniform. Source:
/// docs/spec/streams.md, "Numbers from a seed".
/// </summary>
public static class Permutation
{
    /// <summary>
    /// The first <paramref name="count"/> places of the order, 0 ≤ count ≤ places, else an
    /// <see cref="ArgumentException"/>. Step k swaps place k with place k + Below(places − k). Only the places touched
    /// are kept, so a short beginning draws few numbers.
    /// </summary>
    public static int[] Draw(Suite suite, ReadOnlySpan<byte> seed, string tag, int places, int count)
    {
        if (count < 0 || count > places)
            throw new ArgumentException($"{count} of {places} places.", nameof(count));
        var stream = new HkdfStream(suite, seed, tag);
        var moved = new Dictionary<int, int>();
        var order = new int[count];
        for (var k = 0; k < count; k++)
        {
            var other = k + (int)stream.Below((uint)(places - k));
            order[k] = moved.GetValueOrDefault(other, other);
            moved[other] = moved.GetValueOrDefault(k, k);
        }
        return order;
    }
}

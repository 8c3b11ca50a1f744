namespace Trading.Media.Srtp;

/// <summary>Whether a number was there.</summary>
internal enum Seen
{
    Never,
    Before,
    TooOld,
}

/// <summary>
/// Remembers which of the last 1,024 numbers were there. Source: RFC 3711, 3.3.2, which asks for at least 64: a layer
/// of video at 1.5 Mbit/s sends 150 packets a second, and what is resent comes late.
/// </summary>
internal sealed class ReplayWindow
{
    public const int Size = 1_024;

    private readonly ulong[] bits = new ulong[Size / 64];
    private long highest = -1;

    /// <summary>Highest number marked, −1 before the first one.</summary>
    public long Highest => highest;

    public Seen Look(long number)
    {
        if (number > highest)
            return Seen.Never;
        if (number <= highest - Size)
            return Seen.TooOld;
        return (bits[number / 64 % bits.Length] >> (int)(number % 64) & 1) != 0 ? Seen.Before : Seen.Never;
    }

    /// <summary>Marks a number that <see cref="Look"/> did not call too old.</summary>
    public void Mark(long number)
    {
        if (number - highest >= Size)
            Array.Clear(bits);
        else
            for (var n = highest + 1; n <= number; n++)
                bits[n / 64 % bits.Length] &= ~(1UL << (int)(n % 64));
        highest = Math.Max(highest, number);
        bits[number / 64 % bits.Length] |= 1UL << (int)(number % 64);
    }
}

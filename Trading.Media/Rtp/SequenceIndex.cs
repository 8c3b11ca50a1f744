namespace Trading.Media.Rtp;

/// <summary>Sequence numbers of 16 bits with their rounds. Source: RFC 3711, appendix A.</summary>
internal static class SequenceIndex
{
    /// <summary>
    /// The number nearest to the highest one whose low 16 bits are <paramref name="sequence"/>. Below 0 where it would
    /// lie before the first round.
    /// </summary>
    public static long Estimate(long highest, ushort sequence) => highest + (short)(sequence - (ushort)highest);
}

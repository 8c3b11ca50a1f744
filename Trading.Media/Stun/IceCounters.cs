namespace Trading.Media.Stun;

/// <summary>How many datagrams got which verdict. Belongs to the thread of one socket.</summary>
public sealed class IceCounters
{
    private readonly long[] counts = new long[(int)IceVerdict.WrongIntegrity + 1];

    /// <summary>Counts one.</summary>
    public void Count(IceVerdict verdict) => counts[(int)verdict]++;

    /// <summary>How many so far.</summary>
    public long Of(IceVerdict verdict) => counts[(int)verdict];
}

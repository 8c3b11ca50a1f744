using Trading.Media.Stun;

namespace Trading.Relay.Live;

/// <summary>What came, went and was dropped. Under the relay's lock.</summary>
internal sealed class Tally
{
    private readonly long[] dropped = new long[Enum.GetValues<Drop>().Length];
    private long checks;
    private long faults;
    private string lastFault = "";

    public long Received { get; set; }

    public long Sent { get; set; }

    public void Count(Drop reason) => dropped[(int)reason]++;

    public void Count(IceVerdict verdict)
    {
        if (verdict is IceVerdict.Answered or IceVerdict.Refused)
            checks++;
        else
            Count(
                verdict switch
                {
                    IceVerdict.Stranger => Drop.Stranger,
                    IceVerdict.WrongIntegrity => Drop.WrongPassword,
                    _ => Drop.MalformedStun,
                }
            );
    }

    public void Failed(Exception exception) =>
        (faults, lastFault) = (faults + 1, $"{exception.GetType().Name} {exception.StackTrace}");

    public RelayCounters Now() =>
        new()
        {
            Received = Received,
            Sent = Sent,
            Checks = checks,
            Dropped = Enum.GetValues<Drop>().ToDictionary(d => d, d => dropped[(int)d]),
            Faults = faults,
            LastFault = lastFault,
        };
}

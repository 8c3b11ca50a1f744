namespace Trading.Server.Opening;

/// <summary>
/// Whether there is room for more uploads. What is left over is for the log, which must always be able to go on.
/// </summary>
public sealed class DiskSpace(DataFolder data)
{
    public const long ReserveBytes = 1L << 30;

    public static Refusal Refusal { get; } =
        new(Reason.LimitReached, "spec:limits", "The server has no room for uploads.", "tell-the-agent");

    public bool IsShort => new DriveInfo(data.Path).AvailableFreeSpace < ReserveBytes;
}

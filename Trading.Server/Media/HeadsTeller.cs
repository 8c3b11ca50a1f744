using Trading.Media.Recording;
using Trading.Rooms.Recordings;

namespace Trading.Server.Media;

/// <summary>
/// Puts the heads of one room's recordings into its stream. It is called by the recorder's thread, which all rooms
/// share: it waits for a log that is quick, and not for one that is slow; the recorder says the same again.
/// </summary>
internal sealed class HeadsTeller(string room, RecordingDesks desks, Clock clock, ILogger logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private Task<bool>? running;
    private uint number;
    private bool isSlow;

    /// <summary>Whether these heads are durable in the stream now.</summary>
    public bool Tell(RecordingHeads heads)
    {
        if (running is null || number != heads.Number)
            (number, running) = (heads.Number, Task.Run(() => SendAsync(heads.ToBytes())));
        if (!isSlow)
            running.Wait(Patience);
        isSlow = !running.IsCompleted;
        if (isSlow)
            return false;
        var isDone = running.Result;
        running = null;
        return isDone;
    }

    private async Task<bool> SendAsync(byte[] heads)
    {
        try
        {
            var answer = await desks.Of(room).SendAsync(new RecordHeads(clock.Now, room, heads));
            if (answer.Refusal is not { } no)
                return true;
            logger.LogWarning("Recording of {Room}: {Reason}: {Detail}", room, no.Reason, no.Detail);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            logger.LogWarning(failure, "Recording of {Room}: the log did not take its heads", room);
        }
        return false;
    }
}

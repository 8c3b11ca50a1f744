using System.Net;
using Trading.Gate.Doors;

namespace Trading.Gate.Keys;

/// <summary>Tells the platform which keys this gate certified, in order, until it has all of them.</summary>
public sealed class KeySettlement(OfficeClient platform, GateStore register, KeyStore keys) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>Says what is unsaid. A platform that is away is a <see cref="PlatformException"/> or
    /// <see cref="HttpRequestException"/>; what is left is said later.</summary>
    public async Task SettleAsync(CancellationToken stop)
    {
        await turn.WaitAsync(stop);
        try
        {
            PlatformException? trouble = null;
            foreach (var key in keys.Untold())
                trouble = await TryAsync(key, stop) ?? trouble;
            if (trouble is not null)
                throw trouble;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    // What the platform refuses of one keeps no other waiting.
    private async Task<PlatformException?> TryAsync(CertifiedKey key, CancellationToken stop)
    {
        string? refusal = null;
        try
        {
            await platform.SayToAsync(
                $"api/rooms/{key.Room}/seats",
                new SeatSaid(key.Certificate, key.Signature),
                stop
            );
        }
        catch (PlatformException no) when (IsFinal(no))
        {
            refusal = no.Reason.Length > 0 ? no.Reason : nameof(Reason.Conflict);
        }
        catch (PlatformException no)
        {
            return no;
        }
        if (register.FindDraw(key.Draw) is { } draw)
            keys.Told(key, draw.Seat(key.Position), refusal);
        return null;
    }

    // Saying the same once more would change nothing. A sign-in that fails is no answer about a key.
    private static bool IsFinal(PlatformException no) =>
        no.Status is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Conflict
        || no.Status is HttpStatusCode.Forbidden
            && no.Reason is nameof(Reason.NotAllowed) or nameof(Reason.BadSignature);
}

/// <summary>The key of a seat as the platform gets it.</summary>
internal sealed record SeatSaid(byte[] Certificate, byte[] Signature);

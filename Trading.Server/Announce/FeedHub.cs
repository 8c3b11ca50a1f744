using Microsoft.AspNetCore.SignalR;

namespace Trading.Server.Announce;

/// <summary>
/// The hub tells and takes no wish but where to read: <c>Join(stream, after)</c> and <c>Leave(stream)</c>. The server calls
/// <c>batch({stream, from, to, events})</c>. A refusal is a hub error whose text is a reason word.
/// </summary>
public sealed class FeedHub(FeedLifetime lifetime, MayRead mayRead) : Hub
{
    public async Task Join(string stream, long after)
    {
        if (after < -1) throw new HubException("Malformed");
        if (!await mayRead(stream)) throw new HubException("NotAllowed");
        if (!lifetime.ReaderOf(Context.ConnectionId).Join(stream, after)) throw new HubException("LimitReached");
    }

    public void Leave(string stream) => lifetime.ReaderOf(Context.ConnectionId).Leave(stream);
}

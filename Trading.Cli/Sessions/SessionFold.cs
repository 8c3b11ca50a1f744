using System.Text;
using Trading.Crypto;

namespace Trading.Cli;

/// <summary>
/// A session's public stream folded as its bytes come: the same state as the platform's, from the bytes alone. Leaf
/// hashes are kept, so that any head, older ones too, can be compared with a checkpoint.
/// </summary>
public sealed class SessionFold(string session)
{
    private readonly List<byte[]> leaves = [];

    public string Stream { get; } = Names.SessionStream(session);

    public Session State { get; private set; } = new Session.None();

    /// <summary>Height of the next event, which is the number of events read.</summary>
    public long Height => leaves.Count;

    /// <summary>Root of the tree over the first <paramref name="size"/> events.</summary>
    public byte[] RootAt(long size) => CompactRange.Root(Suite.P256, leaves.Take((int)size));

    /// <summary>
    /// Takes the next event; a gap, a repetition or bytes that no event has throw <see cref="InvalidDataException"/>.
    /// </summary>
    public SessionEvent Take(FeedEvent item)
    {
        if (item.H != Height)
            throw new InvalidDataException($"{Stream}: event {item.H} came where {Height} was expected.");
        var salt = item.Salt ?? throw new InvalidDataException($"{Stream}: event {item.H} came without its salt.");
        var bytes = Encoding.UTF8.GetBytes(item.E);
        var happened = Decode(item.H, bytes);
        leaves.Add(TreeHash.Leaf(Suite.P256, StreamLeaf.Of(Suite.P256, salt, item.H, happened.GetType().Name, bytes)));
        State = Decider.Evolve(State, happened);
        return happened;
    }

    private SessionEvent Decode(long height, byte[] bytes)
    {
        try
        {
            return EventCodec.DecodeSession(bytes);
        }
        catch (CorruptEventException broken)
        {
            throw new InvalidDataException($"{Stream}: event {height} cannot be read: {broken.Message}", broken);
        }
    }
}

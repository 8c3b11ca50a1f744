namespace Trading.Relay.Sockets;

/// <summary>
/// A way to one remote address that has shown a password. What a connection sends goes over one of its routes.
/// </summary>
internal abstract class Route
{
    /// <summary>Whose it is: set by whoever has checked the password.</summary>
    public object? Owner { get; set; }

    public abstract bool IsTcp { get; }

    /// <summary>Sends one packet whole, or not at all. Never waits.</summary>
    public abstract bool TrySend(ReadOnlySpan<byte> packet);

    /// <summary>Nobody uses it any more.</summary>
    public abstract void Close();
}

namespace Trading.Server.People;

/// <summary>
/// Whoever has to know that somebody signed out: what hangs on the person ends then, not with the ticket.
/// </summary>
public interface ILeavings
{
    /// <summary>Somebody signed out, in one window at least.</summary>
    void Left(Caller caller);
}

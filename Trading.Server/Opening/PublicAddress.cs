namespace Trading.Server.Opening;

/// <summary>Where people find this platform; empty where nobody said it.</summary>
public sealed record PublicAddress(string Platform)
{
    /// <summary>The hall of a session, as opening records name it; empty where the platform's address is.</summary>
    public string OfSession(string session) => Platform.Length == 0 ? "" : $"{Platform}/hall/{session}";
}

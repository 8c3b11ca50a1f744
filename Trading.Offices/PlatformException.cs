using System.Net;

namespace Trading.Offices;

/// <summary>The platform said no to a call, or something that cannot be read.</summary>
/// <param name="what">The call and the status, for a log: nothing of what was sent or answered.</param>
/// <param name="status">The status it answered with.</param>
/// <param name="reason">The reason of its problem as a stable word, or empty.</param>
public sealed class PlatformException(string what, HttpStatusCode status, string reason = "") : Exception(what)
{
    /// <summary>The reason of its problem as a stable word, or empty.</summary>
    public string Reason { get; } = reason;

    /// <summary>The status it answered with.</summary>
    public HttpStatusCode Status { get; } = status;

    /// <summary>Whether the same call may be answered otherwise later: a server in trouble, too many calls.</summary>
    public bool MayPass =>
        (int)Status >= 500 || Status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout;
}

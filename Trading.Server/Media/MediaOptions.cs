using System.Globalization;
using System.Net;

namespace Trading.Server.Media;

/// <summary>How calls of rooms are made on this server.</summary>
/// <param name="IsOn">Whether there are any.</param>
/// <param name="Port">UDP and TCP port of the relay; 0 for one that is free.</param>
/// <param name="Address">The address that browsers are told.</param>
public sealed record MediaOptions(bool IsOn, ushort Port, IPAddress Address)
{
    /// <summary>No calls.</summary>
    public static MediaOptions Off { get; } = new(false, 0, IPAddress.Loopback);

    /// <summary>Free bytes of a folder's disk; null asks the system. Tests say less than there is.</summary>
    internal Func<string, long>? Free { get; init; }

    /// <summary>What three options say together; null where one of them makes no sense.</summary>
    /// <param name="word"><c>on</c>, <c>off</c>, or null for on.</param>
    /// <param name="port">0 to 65535, or null for 0.</param>
    /// <param name="address">An address of IPv4 or IPv6, or null for loopback.</param>
    public static MediaOptions? Parse(string? word, string? port, string? address)
    {
        if (word is not (null or "on" or "off"))
            return null;
        if (!ushort.TryParse(port ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        return IPAddress.TryParse(address ?? "127.0.0.1", out var told) && !IsNowhere(told)
            ? new(word != "off", number, told)
            : null;
    }

    // An answer from "any address" leaves from another one than it came to.
    private static bool IsNowhere(IPAddress address) =>
        address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}

using Trading.Crypto;

namespace Trading.Server.People;

/// <summary>An account of somebody who works at the platform. Bidders have none.</summary>
public sealed class StaffPerson : Account
{
    /// <summary>The key that the person bound to the account, as DER SubjectPublicKeyInfo, or null.</summary>
    public byte[]? BoundKey { get; set; }
}

/// <summary>An act of people's administration, as it is kept.</summary>
public sealed class StaffAct
{
    public long Number { get; set; }

    /// <summary>UTC microseconds.</summary>
    public long At { get; set; }

    /// <summary>Account, or the key in hexadecimal of somebody who signed in with one.</summary>
    public string By { get; set; } = "";

    public string Act { get; set; } = "";

    public string About { get; set; } = "";

    public string Detail { get; set; } = "";
}

/// <summary>An account as a ticket needs it, read anew at every request.</summary>
public sealed record StaffView(string Id, string User, string Name, IReadOnlyList<string> Roles, byte[]? BoundKey)
{
    /// <summary>65 bytes, or none.</summary>
    public byte[] Key { get; } = BoundKey is not null && Spki.TryDecode(Suite.P256, BoundKey, out var key) ? key : [];
}

using Microsoft.AspNetCore.Identity;

namespace Trading.Edge.Accounts;

/// <summary>An account with a password, as every process with a sign-in of its own keeps it.</summary>
public class Account : IdentityUser
{
    /// <summary>As it is shown.</summary>
    public string Name { get; set; } = "";

    /// <summary>The password was made by somebody else: it is changed before it signs in.</summary>
    public bool MustChange { get; set; }

    /// <summary>UTC microseconds at which a one-time password ends; else 0.</summary>
    public long PasswordEndsAt { get; set; }

    public bool IsDisabled { get; set; }

    /// <summary>UTC microseconds.</summary>
    public long CreatedAt { get; set; }
}

using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Trading.Edge.Accounts;

/// <summary>What names, passwords and lock-outs of accounts are like, in every process that has some.</summary>
public static partial class AccountRules
{
    public const int LeastPasswordCharacters = 12;
    public const int MostPasswordCharacters = 256;
    public const long OneTimeMicros = 72 * 3_600_000_000L;
    private const int OneTimeCharacters = 20;
    private const int OneTimeGroup = 5;
    private static readonly ValueConverter<DateTimeOffset, long> Micros = new(
        at => (at.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond,
        at => new DateTimeOffset(DateTime.UnixEpoch.Ticks + at * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero)
    );

    /// <summary>The name that an account signs in with.</summary>
    public static bool IsUser(string? text) => text is not null && UserForm().IsMatch(text);

    public static bool IsPassword(string text) =>
        text.Length is >= LeastPasswordCharacters and <= MostPasswordCharacters;

    /// <summary>A one-time password: 20 letters that nobody confuses, 98 bits.</summary>
    public static string NewPassword() =>
        string.Join(
            '-',
            RandomNumberGenerator
                .GetString("abcdefghjkmnpqrstuvwxyz23456789", OneTimeCharacters)
                .Chunk(OneTimeGroup)
                .Select(group => new string(group))
        );

    /// <summary>Length is what counts; rules about kinds of characters make passwords that people write down.</summary>
    public static void Set(IdentityOptions options)
    {
        options.Password = new PasswordOptions
        {
            RequiredLength = LeastPasswordCharacters,
            RequireDigit = false,
            RequireLowercase = false,
            RequireUppercase = false,
            RequireNonAlphanumeric = false,
            RequiredUniqueChars = 1,
        };
        options.Lockout = new LockoutOptions
        {
            MaxFailedAccessAttempts = 5,
            DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15),
            AllowedForNewUsers = true,
        };
        options.User = new UserOptions
        {
            AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789._-",
            RequireUniqueEmail = false,
        };
    }

    /// <summary>The columns of an account; what we have no use for has none.</summary>
    public static void Map<T>(EntityTypeBuilder<T> account)
        where T : Account
    {
        account.HasKey(p => p.Id);
        account.Property(p => p.Id).HasColumnName("id");
        account.Property(p => p.UserName).HasColumnName("user").IsRequired();
        account.Property(p => p.NormalizedUserName).HasColumnName("normalized_user").IsRequired();
        account.Property(p => p.Name).HasColumnName("name");
        account.Property(p => p.PasswordHash).HasColumnName("password_hash").IsRequired();
        account.Property(p => p.SecurityStamp).HasColumnName("security_stamp").IsRequired();
        account.Property(p => p.ConcurrencyStamp).HasColumnName("concurrency_stamp").IsRequired().IsConcurrencyToken();
        account.Property(p => p.MustChange).HasColumnName("must_change");
        account.Property(p => p.PasswordEndsAt).HasColumnName("password_ends_at");
        account.Property(p => p.IsDisabled).HasColumnName("is_disabled");
        account.Property(p => p.AccessFailedCount).HasColumnName("access_failed_count");
        account.Property(p => p.LockoutEnabled).HasColumnName("lockout_enabled");
        account.Property(p => p.LockoutEnd).HasColumnName("lockout_end").HasConversion(Micros);
        account.Property(p => p.CreatedAt).HasColumnName("created_at");
        account
            .Ignore(p => p.Email)
            .Ignore(p => p.NormalizedEmail)
            .Ignore(p => p.EmailConfirmed)
            .Ignore(p => p.PhoneNumber)
            .Ignore(p => p.PhoneNumberConfirmed)
            .Ignore(p => p.TwoFactorEnabled);
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex UserForm();
}

using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Trading.Edge.Accounts;
using Trading.Edge.Requests;
using Trading.Edge.Storage;

namespace Trading.Edge.SignIn;

/// <summary>ASP.NET Core Identity for a process's accounts, and the session that a sign-in begins.</summary>
public static class SignInSetup
{
    /// <summary>Accounts in a file of their own, made when it is absent.</summary>
    public static IServiceCollection AddAccounts<T, TContext, TFile>(
        this IServiceCollection services,
        Func<DataFolder, TFile> file
    )
        where T : Account, new()
        where TContext : DbContext
        where TFile : SqliteFile
    {
        services.AddSingleton(provider =>
        {
            var made = file(provider.GetRequiredService<DataFolder>());
            made.Prepare();
            return made;
        });
        services.AddDbContext<TContext>(
            (provider, options) =>
                options.UseSqlite(provider.GetRequiredService<TFile>().Open(), contextOwnsConnection: true)
        );
        services
            .AddIdentityCore<T>(AccountRules.Set)
            .AddUserManager<AccountManager<T>>()
            .AddEntityFrameworkStores<TContext>();
        return services
            .AddSingleton<PasswordGate<T>>()
            .AddSingleton<IPasswordHasher<T>, PasswordHasher<T>>()
            .AddScoped<PasswordCheck<T>>()
            .AddScoped<AccountOffice<T>>()
            .AddScoped<Sessions<T>>();
    }

    /// <summary>Sessions of these accounts.</summary>
    /// <param name="services">Where they are added.</param>
    /// <param name="cookieName">Differs between processes: browsers send a cookie to every port of a machine.</param>
    /// <param name="application">Keeps the keys of one process from those of another.</param>
    /// <param name="data">The folder that holds the keys.</param>
    public static void AddSessions<T>(
        this IServiceCollection services,
        string cookieName,
        string application,
        string data
    )
        where T : Account, new()
    {
        services
            .AddDataProtection()
            .SetApplicationName(application)
            .PersistKeysToFileSystem(new DirectoryInfo(OwnerOnly.Folder(data, "keys")));
        services
            .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(cookie =>
            {
                cookie.Cookie.Name = cookieName;
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SameSite = SameSiteMode.Strict;
                cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest; // plain on loopback, secure behind TLS
                cookie.Cookie.IsEssential = true;
                cookie.ExpireTimeSpan = Sessions.Lifetime;
                cookie.SlidingExpiration = false;
                cookie.Events = new CookieAuthenticationEvents
                {
                    OnValidatePrincipal = Sessions<T>.ValidateAsync,
                    OnRedirectToLogin = context => Problems.NotSignedIn.ExecuteAsync(context.HttpContext),
                    OnRedirectToAccessDenied = context => Problems.NotAllowed.ExecuteAsync(context.HttpContext),
                };
            });
        services.AddAuthorization();
    }

    /// <summary>So many requests a second of one address, and so many passwords.</summary>
    public static IServiceCollection AddLimits(this IServiceCollection services) =>
        services.AddRateLimiter(options =>
        {
            options.OnRejected = async (context, _) =>
            {
                context.HttpContext.Response.Headers.RetryAfter = "1";
                await Problems.TooMany.ExecuteAsync(context.HttpContext);
            };
            options.GlobalLimiter = System.Threading.RateLimiting.PartitionedRateLimiter.Create<HttpContext, string>(
                context => RateBuckets.Of(RateBuckets.AddressOf(context), SignInLimits.RequestsPerSecond)
            );
            options.AddPolicy(
                SignInLimits.PasswordsPolicy,
                context => RateBuckets.Of(RateBuckets.AddressOf(context), SignInLimits.PasswordsPerSecond)
            );
        });
}

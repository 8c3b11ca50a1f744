using System.Reflection;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Trading.Pool.Managers;

/// <summary>The managers' database, <c>managers.db</c>.</summary>
public sealed class ManagersFile(string path)
    : SqliteFile(path, new Schema(Assembly.GetExecutingAssembly(), "managers"))
{
    public const string FileName = "managers.db";
}

/// <summary>ASP.NET Core Identity for managers, and the session that a sign-in begins.</summary>
internal static class ManagerSetup
{
    public static IServiceCollection AddManagers(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
        {
            var file = new ManagersFile(provider.GetRequiredService<DataFolder>().File(ManagersFile.FileName));
            file.Prepare();
            return file;
        });
        services.AddDbContext<ManagersContext>(
            (provider, options) =>
                options.UseSqlite(provider.GetRequiredService<ManagersFile>().Open(), contextOwnsConnection: true)
        );
        services
            .AddIdentityCore<Manager>(AccountRules.Set)
            .AddUserManager<AccountManager<Manager>>()
            .AddEntityFrameworkStores<ManagersContext>();
        return services
            .AddSingleton<PasswordGate<Manager>>()
            .AddSingleton<IPasswordHasher<Manager>, PasswordHasher<Manager>>()
            .AddScoped<PasswordCheck<Manager>>()
            .AddScoped<ManagerOffice>()
            .AddScoped<Sessions>();
    }

    public static void AddSessions(this IServiceCollection services, string data)
    {
        services
            .AddDataProtection()
            .SetApplicationName("Trading.Pool")
            .PersistKeysToFileSystem(new DirectoryInfo(OwnerOnly.Folder(data, "keys")));
        services
            .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(cookie =>
            {
                cookie.Cookie.Name = Sessions.CookieName;
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SameSite = SameSiteMode.Strict;
                cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest; // plain on loopback, secure behind TLS
                cookie.Cookie.IsEssential = true;
                cookie.ExpireTimeSpan = Sessions.Lifetime;
                cookie.SlidingExpiration = false;
                cookie.Events = new CookieAuthenticationEvents
                {
                    OnValidatePrincipal = Sessions.ValidateAsync,
                    OnRedirectToLogin = context => Problems.NotSignedIn.ExecuteAsync(context.HttpContext),
                    OnRedirectToAccessDenied = context => Problems.NotAllowed.ExecuteAsync(context.HttpContext),
                };
            });
        services.AddAuthorization();
    }
}

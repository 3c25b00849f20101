import type { Page } from 'playwright-core';
import { PASSWORD } from './a-staff.ts';

/** Signs somebody in through the form of the console. */
export async function signIn(page: Page, username: string): Promise<void> {
  await page.goto('/console/sign-in');
  await page.locator('#username').fill(username);
  await page.locator('#password').fill(PASSWORD);
  await page.locator('main button.btn-primary').click();
  await page.locator('.console-self').waitFor();
}

/** Whether a module is for windows on a screen, whatever language it is of. */
export function isDisplayModule(name: string): boolean {
  return display.test(name);
}

const display =
  /^(?:_?tkinter|Tkinter|pygame|turtle|PyQt[456]|PySide[26]|wx|kivy|customtkinter|PySimpleGUI|dearpygui|pyglet|arcade|easygui|pyautogui|pynput|javafx|java\.awt|javax\.swing|System\.Windows\.Forms)(?![\w])/;
